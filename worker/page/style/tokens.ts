/** Colours on light and on dark ground. Every text on its ground reaches a contrast of 4.5 to 1; a test measures it. */
export const tokens = `
:root {
  color-scheme: light dark;
  --ground: #f6f7f9; --surface: #fff; --raised: #f0f2f5; --line: #dde1e7; --edge: #868f9b;
  --text: #1a1f26; --muted: #566070; --accent: #2450c9; --on-accent: #fff; --glow: #2450c922;
  --on: #0f6b3c; --partly: #0b6472; --scheduled: #6a3bb5; --off: #566070; --blocked: #8a4b00; --expired: #7a5200; --error: #b3261e;
  --warn-ground: #fff4dd; --warn-line: #e3bd6c; --bad-ground: #fdecea; --good-ground: #e8f5ee;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #101317; --surface: #171b20; --raised: #1f242b; --line: #2b323b; --edge: #76818e;
    --text: #e7eaee; --muted: #a0abb8; --accent: #93b2ff; --on-accent: #0e1420; --glow: #93b2ff2b;
    --on: #62d69b; --partly: #5fcadb; --scheduled: #c3a5ff; --off: #a0abb8; --blocked: #ffb163; --expired: #e8c06a; --error: #ff8f86;
    --warn-ground: #2e2410; --warn-line: #6f5518; --bad-ground: #35191a; --good-ground: #12291e;
  }
}
.is-on { --state: var(--on) } .is-partly { --state: var(--partly) } .is-scheduled { --state: var(--scheduled) }
.is-off { --state: var(--off) } .is-blocked { --state: var(--blocked) } .is-expired { --state: var(--expired) }
`
