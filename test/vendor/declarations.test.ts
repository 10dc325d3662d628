import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import ts from 'typescript'

const folder = new URL('../../src/vendor/', import.meta.url)
const require = createRequire(import.meta.url)

/** A method that a declaration file promises, and whether it is one of the class or of its objects. */
interface Method {
  readonly owner: 'class' | 'object'
  readonly name: string
}

for (const file of readdirSync(fileURLToPath(folder))) {
  const source = ts.createSourceFile(
    file,
    readFileSync(new URL(file, folder), 'utf8'),
    ts.ScriptTarget.Latest,
  )
  for (const module of source.statements.filter(ts.isModuleDeclaration)) {
    t.test(`every method declared for ${module.name.text} exists at run time`, (t) => {
      const exported = require(module.name.text)
      const methods = promisesOf(module)
      t.ok(methods.length > 0)
      for (const { owner, name } of methods) {
        const holder = owner === 'class' ? exported : exported.prototype
        t.type(holder[name], 'function', name)
      }
      t.end()
    })
  }
}

function promisesOf(module: ts.ModuleDeclaration): Method[] {
  const body = module.body
  if (body === undefined || !ts.isModuleBlock(body)) return []
  const found: Method[] = []
  for (const statement of body.statements) {
    if (ts.isClassDeclaration(statement)) {
      for (const member of statement.members.filter(ts.isMethodDeclaration)) {
        const isStatic =
          member.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.StaticKeyword) === true
        found.push({ owner: isStatic ? 'class' : 'object', name: textOf(member.name) })
      }
    }
    // A module that exports one object of functions: declared as an interface or a literal type of a constant.
    const exportsObject = !body.statements.some(ts.isClassDeclaration)
    if (exportsObject) ts.forEachChild(statement, (node) => collectSignatures(node, found))
  }
  return found
}

function collectSignatures(node: ts.Node, found: Method[]): void {
  if (ts.isMethodSignature(node)) found.push({ owner: 'class', name: textOf(node.name) })
  else ts.forEachChild(node, (child) => collectSignatures(child, found))
}

function textOf(name: ts.PropertyName): string {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : ''
}
