/** What is said in the demo room: a short conversation that shows on the way what hocket does. Data only. */
export type DemoName = 'ana' | 'bob' | 'chidi'

export type DemoStep =
  | { readonly who: DemoName; readonly say: string; readonly action?: true }
  /** Ends the peer's engine and starts it again without any network. */
  | { readonly who: DemoName; readonly go: 'offline' }
  /** Ends it and starts it on the demo's network again. */
  | { readonly who: DemoName; readonly go: 'online' }

export const demoRoom = 'demo'

export const demoScript: readonly DemoStep[] = [
  { who: 'ana', say: 'Welcome! This room has no server: we are three peers and you, all on this machine.' },
  { who: 'bob', say: 'Each of us keeps the whole room on disk, end-to-end encrypted on the way.' },
  { who: 'chidi', say: 'Then who decides in which order the messages stand?' },
  {
    who: 'ana',
    say: 'Nobody. Everyone writes a log of their own, and all of us merge the logs by the same rule.',
  },
  { who: 'bob', say: 'My train enters a tunnel now. See you on the other side!' },
  { who: 'bob', go: 'offline' },
  { who: 'bob', say: 'No network in here. I can still read, search and write.' },
  { who: 'chidi', say: 'looks at the place where bob was', action: true },
  { who: 'ana', say: 'He writes in the tunnel, I am sure. We shall see it when he is back.' },
  { who: 'bob', say: 'This one waits on my disk until I meet one of you again.' },
  { who: 'bob', go: 'online' },
  { who: 'bob', say: 'Back again. What I wrote in the tunnel stands where it belongs, on every screen.' },
  { who: 'chidi', say: 'And "hocket hash" is the same for all of us.' },
  { who: 'ana', say: 'Say something too: you are a member like everybody else here.' },
]
