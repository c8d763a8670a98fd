/** Programs of the system, as a port. Their arguments are a vector, never a line for a shell. */
export type ToolResult =
  | { readonly kind: 'ran'; readonly code: number; readonly lines: readonly string[] }
  /** There is no such program here. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'failed'; readonly detail: string };

export type ToolName = 'ping' | 'traceroute' | 'tracepath';

/** Ends the program after `ms`; what it printed until then is its result. */
export type SystemTool = (name: ToolName, args: readonly string[], ms: number) => Promise<ToolResult>;
