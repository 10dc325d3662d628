/**
 * src/ → a folder of bundles: one for the command line, one for the screen, one for the engine, and what they share in
 * chunks beside them. Small packages of JavaScript are bundled in, with their licences beside the code; everything that
 * may touch a native module stays a package. Chunks lie as deep as the sources did, so that what a source finds relative
 * to itself is found.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** Bundled with everything below them; every other dependency is loaded as a package when it is needed. */
const inlined = [
  'commander',
  'env-paths',
  'fuzzysort',
  'ink',
  'json-rpc-2.0',
  'linkify-it',
  'react',
  'smol-toml',
  'string-width',
  'uqr',
]
const entries = ['cli/main', 'engine/engine', 'room/verify-worker', 'tui/start', 'tui/start-plain']
// Packages of CommonJS that are bundled require the modules of Node.
const banner = `import { createRequire as __hocketRequire } from 'node:module'; const require = __hocketRequire(import.meta.url);`

/** Ink imports its developer tools behind a switch that bin/ turns off. */
const withoutDevtools = {
  name: 'without-devtools',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]ink[\\/]build[\\/]devtools\.js$/ }, () => ({ contents: '' }))
  },
}

/** Yoga fetches its own WebAssembly from a data: URL, and fetch costs the start 100 ms; without one it decodes it itself. */
const withoutFetch = replacing('without-fetch', /[\\/]yoga-wasm-base64-esm\.js$/, [
  ['typeof fetch', 'undefined'],
])

/** What these packages make when they are loaded costs 50 ms before the first word; here it is made when it is needed. */
const lateTables = [
  replacing('late-emoji', /[\\/]string-width[\\/]index\.js$/, [
    [
      String.raw`const rgiEmojiRegex = /^\p{RGI_Emoji}$/v;`,
      importing('rgiEmojiRegex', 'scripts/rgi-emoji.mjs'),
    ],
    [String.raw`/^[\u0020-\u007E]*$/.test(string)`, 'isNarrowLine(string)'],
    [
      "import stripAnsi from 'strip-ansi';",
      `import stripAnsi from 'strip-ansi'; ${importing('isNarrowLine', 'src/text/plain.ts')}`,
    ],
    ['const segmenter = new Intl.Segmenter();', importing('segmenter', 'scripts/late-segmenter.mjs')],
  ]),
  replacing('late-tokens', /[\\/]ansi-tokenize[\\/]build[\\/]tokenize\.js$/, [
    [
      'const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });',
      importing('segmenter', 'scripts/late-segmenter.mjs'),
    ],
  ]),
  replacing('late-slices', /[\\/]slice-ansi[\\/]tokenize-ansi\.js$/, [
    [
      "const GRAPHEME_SEGMENTER = new Intl.Segmenter(undefined, {granularity: 'grapheme'});",
      importing('lateSegmenter as GRAPHEME_SEGMENTER', 'scripts/late-segmenter.mjs'),
    ],
  ]),
]

/** Ink compares the styles of every two cells that stand side by side; mostly they are the same, or none. */
const fewerStyles = [
  replacing('shared-styles', /[\\/]ansi-tokenize[\\/]build[\\/]styledChars\.js$/, [
    ['styles: [...codes],', 'styles: codes,'],
    [
      'ret += ansiCodesToString(diffAnsiCodes(chars[i - 1].styles, char.styles));',
      'const before = chars[i - 1].styles; if (before !== char.styles && (before.length > 0 || char.styles.length > 0)) ret += ansiCodesToString(diffAnsiCodes(before, char.styles));',
    ],
  ]),
]

/** Writes the bundles of the project at `root` to `outdir`, which must be empty or absent. */
export async function bundle(root, outdir) {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const external = Object.keys(dependencies).filter((name) => !inlined.includes(name))
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: entries.map((entry) => ({ in: sourceOf(root, entry), out: entry })),
    outdir,
    entryNames: '[dir]/[name]',
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    supported: { 'regexp-set-notation': true }, // Node 20 has it; made from strings such expressions cost the start 20 ms
    external: external.flatMap((name) => [name, `${name}/*`]),
    define: { 'process.env.NODE_ENV': '"production"' },
    alias: { 'string-width': join(root, 'node_modules', 'string-width', 'index.js') }, // one measure, also inside wrap-ansi
    plugins: [withoutDevtools, withoutFetch, ...lateTables, ...fewerStyles],
    banner: { js: banner },
    sourcemap: true,
    sourcesContent: false,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  })
  writeFileSync(join(outdir, 'LICENSES.txt'), licences(root, Object.keys(metafile.inputs)))
}

/** A plugin that replaces texts in one file of a package, and says when a new version has them no more. */
function replacing(name, file, changes) {
  const load = ({ path }) => {
    let contents = readFileSync(path, 'utf8')
    for (const [text, by] of changes) {
      if (!contents.includes(text))
        throw new Error(`${path} has no ${text} any more: see ${name} in scripts/bundle.mjs`)
      contents = contents.replaceAll(text, by)
    }
    return { contents }
  }
  return { name, setup: ({ onLoad }) => onLoad({ filter: file }, load) }
}

/** The statement that imports `names` from a file of this project, wherever it stands. */
function importing(names, path) {
  return `import { ${names} } from ${JSON.stringify(fileURLToPath(new URL(`../${path}`, import.meta.url)))};`
}

function sourceOf(root, entry) {
  const path = join(root, 'src', entry)
  return existsSync(`${path}.tsx`) ? `${path}.tsx` : `${path}.ts`
}

/** The licence of every package that has a file among `inputs`. */
function licences(root, inputs) {
  const folders = new Set(inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? []))
  const texts = [...folders].sort().map((folder) => {
    const path = join(root, folder)
    const { name, version, license } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'))
    const file = readdirSync(path).find((entry) => /^licen[cs]e/i.test(entry))
    const text = file === undefined ? `Licence: ${license}` : readFileSync(join(path, file), 'utf8').trim()
    return `${name} ${version}\n\n${text}\n`
  })
  return `The bundles in this folder contain these packages.\n\n${texts.join(`\n${'-'.repeat(79)}\n\n`)}`
}
