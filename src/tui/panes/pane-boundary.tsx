/** A pane that fails to draw says so in its own place; the others live on. */
import { Text } from 'ink'
import { Component, type ReactNode } from 'react'

interface Props {
  readonly children: ReactNode
}

interface BoundaryState {
  readonly failed: boolean
}

export class PaneBoundary extends Component<Props, BoundaryState> {
  override state: BoundaryState = { failed: false }

  static getDerivedStateFromError(): BoundaryState {
    return { failed: true }
  }

  override render(): ReactNode {
    return this.state.failed ? (
      <Text>! this part of the screen failed (Ctrl-Q quits)</Text>
    ) : (
      this.props.children
    )
  }
}
