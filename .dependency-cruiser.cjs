/**
 * Who may import whom. A folder imports from lower ranks and from itself; folders of one rank never import each other.
 * Packages that carry power (storage, network, terminal, database) have one home each.
 */
const ranks = [
  ['errors', 'lib', 'vendor'],
  ['protocol', 'api', 'text'],
  ['timeline', 'identity', 'config', 'words'],
  ['log', 'network', 'index'],
  ['sync'],
  ['room'],
  ['engine'],
  ['rpc'],
  ['cli', 'tui'],
]

/** Loaded by a dynamic import only, so that `--help` needs neither React nor the storage stack. */
const dynamicOnly = [
  { from: '^src/cli/', to: '^src/(tui/(start|check-config)|engine/|network/local-dht)' },
  { from: '^src/rpc/', to: '^src/engine/' },
]

const facesSee = ['api', 'rpc', 'text', 'lib', 'timeline', 'config', 'words', 'errors', 'vendor']

const homes = [
  ['hypercore and corestore', inPackages('hypercore', 'corestore'), '^src/log/'],
  ['hyperswarm and hyperdht', inPackages('hyperswarm', 'hyperdht'), '^src/network/(swarm-network|local-dht)'],
  ['protomux', inPackages('protomux'), '^src/(sync|log)/'],
  ['sodium-native', inPackages('sodium-native'), '^src/(protocol|identity)/'],
  ['SQLite', inPackages('@photostructure/sqlite'), '^src/index/'],
  ['react and ink', inPackages('react', 'ink'), '^src/tui/(panes|dialogs|start)'],
  ['json-rpc', inPackages('json-rpc-2.0'), '^src/rpc/'],
  ['smol-toml', inPackages('smol-toml'), '^src/config/'],
  ['fuzzysort', inPackages('fuzzysort'), '^src/tui/state/'],
  ['linkify-it', inPackages('linkify-it'), '^src/text/'],
  ['commander', inPackages('commander'), '^src/cli/'],
  ['node:fs', '^(node:)?fs', '^src/(log|identity|index|engine|rpc|cli|tui/(term|files))/|^src/lib/(read-if-there|replace-file)'],
]

function inPackages(...names) {
  return `node_modules/(${names.join('|')})/`
}

const folder = (names) => `^src/(${names.join('|')})(/|\\.ts$)`
const allFolders = ranks.flat()

const rankRules = ranks.flatMap((names, rank) =>
  names
    .filter((name) => !['lib', 'vendor'].includes(name))
    .map((name) => {
      const lower = ranks.slice(0, rank).flat()
      const allowed = [...(['cli', 'tui'].includes(name) ? facesSee : lower), 'errors', name]
      const forbidden = allFolders.filter((other) => !allowed.includes(other))
      const exempt = dynamicOnly.filter((rule) => rule.from === `^src/${name}/`).map((rule) => rule.to)
      return {
        name: `rank-of-${name}`,
        comment: `${name}/ may import only from: ${allowed.join(', ')}`,
        severity: 'error',
        from: { path: folder([name]) },
        to: { path: folder(forbidden), ...(exempt.length > 0 ? { pathNot: exempt } : {}) },
      }
    }),
)

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: { path: '^src/' }, to: { circular: true } },
    { name: 'lib-knows-no-chat', severity: 'error', from: { path: '^src/lib/' }, to: { path: '^src/(?!lib/|errors)' } },
    ...rankRules,
    ...dynamicOnly.map(({ from, to }, i) => ({
      name: `dynamic-only-${i}`,
      comment: 'this import must be dynamic (types excepted)',
      severity: 'error',
      from: { path: from },
      to: { path: to, dynamic: false, dependencyTypesNot: ['type-only'] },
    })),
    ...homes.map(([name, packages, home]) => ({
      name: `home-of-${name.replace(/\W+/g, '-')}`,
      severity: 'error',
      from: { path: '^src/', pathNot: home },
      to: { path: packages, dependencyTypesNot: ['type-only'] },
    })),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
}
