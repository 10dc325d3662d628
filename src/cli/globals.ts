/** The options that every command takes, with what the environment says where the command line says nothing. */
import { join, resolve } from 'node:path'
import envPaths from 'env-paths'
import { HocketError } from '../errors.js'
import { engineBootstrap, type NetworkChoice } from '../rpc/network-choice.js'
import type { Environment, Io } from './io.js'
import type { Options } from './options.js'

export interface Globals {
  /** Absolute. */
  readonly profileDir: string
  /** Absolute; there may be no such file. */
  readonly configFile: string
  readonly network: NetworkChoice
  readonly json: boolean
  /** What --color asks for. */
  readonly colorWhen: ColorWhen
  /** Whether standard output gets colours. */
  readonly color: boolean
}

export type ColorWhen = 'auto' | 'always' | 'never'

export const globalOptions: readonly (readonly [flags: string, text: string])[] = [
  ['--profile <dir>', 'where this profile lives (HOCKET_PROFILE)'],
  ['--config <file>', 'the file of your choices about the screen (HOCKET_CONFIG)'],
  [
    '--bootstrap <addresses>',
    'meet peers through HOST:PORT[,…] instead of the public network (HOCKET_BOOTSTRAP)',
  ],
  ['--offline', 'use no network at all'],
  ['--json', 'print facts as JSON, one object a line'],
  ['--color <when>', 'auto, always or never (NO_COLOR)'],
]

/** Throws USAGE or BAD_BOOTSTRAP before anything was touched. */
export function readGlobals(options: Options, io: Io): Globals {
  const network = networkOf(options, io.env)
  engineBootstrap(network)
  const colorWhen = colorWhenOf(options)
  return {
    profileDir: resolve(
      text(options.profile) ?? text(io.env.HOCKET_PROFILE) ?? envPaths('hocket', { suffix: '' }).data,
    ),
    configFile: resolve(
      text(options.config) ??
        text(io.env.HOCKET_CONFIG) ??
        join(envPaths('hocket', { suffix: '' }).config, 'config.toml'),
    ),
    network,
    json: options.json === true,
    colorWhen,
    color: colorWhen === 'always' || (colorWhen === 'auto' && wantsColor(io)),
  }
}

function networkOf(options: Options, env: Environment): NetworkChoice {
  const asked = text(options.bootstrap)
  if (options.offline === true && asked !== undefined) {
    throw new HocketError('USAGE', '--offline and --bootstrap exclude each other.')
  }
  if (options.offline === true) return { kind: 'offline' }
  const bootstrap = asked ?? text(env.HOCKET_BOOTSTRAP)
  return bootstrap === undefined ? { kind: 'default' } : { kind: 'bootstrap', text: bootstrap }
}

function colorWhenOf({ color = 'auto' }: Options): ColorWhen {
  if (color === 'auto' || color === 'always' || color === 'never') return color
  throw new HocketError('USAGE', '--color is auto, always or never.')
}

function wantsColor({ stdout, env }: Io): boolean {
  const forced = text(env.FORCE_COLOR)
  if (forced !== undefined && text(env.NO_COLOR) === undefined) return forced !== '0' && forced !== 'false'
  return stdout.isTTY === true && env.TERM !== 'dumb' && text(env.NO_COLOR) === undefined
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
