/** For a picture that stands alone, on a light and on a dark ground. */
export const style = [
  '.graph{font:13px ui-sans-serif,system-ui,sans-serif;color:#1b2026;background:#fff}',
  '.graph text{fill:currentColor}.graph .note,.graph .asks{font-size:11px;fill:#5a6472}.graph .asks{text-anchor:middle;paint-order:stroke;stroke:#fff;stroke-width:4px}',
  '.graph rect{fill:#fff;stroke:#c4cad2}.graph .current rect{stroke:#2454d6;stroke-width:2}',
  '.graph .line{fill:none;stroke:#8a94a1;stroke-width:1.5}',
  '.graph .is-on .mark{fill:#12703f}.graph .is-partly .mark,.graph .is-scheduled .mark{fill:#2454d6}',
  '.graph .is-off .mark{fill:#5a6472}.graph .is-blocked .mark,.graph .is-expired .mark{fill:#8a5300}.graph .is-error .mark{fill:#b3261e}',
  '@media (prefers-color-scheme:dark){.graph{color:#e6e9ed;background:#14171b}.graph rect{fill:#1c2025;stroke:#3a424c}',
  '.graph .note,.graph .asks{fill:#9aa5b1}.graph .asks{stroke:#14171b}.graph .current rect{stroke:#8fb0ff}.graph .is-on .mark{fill:#5fd39a}',
  '.graph .is-partly .mark,.graph .is-scheduled .mark{fill:#8fb0ff}.graph .is-off .mark{fill:#9aa5b1}',
  '.graph .is-blocked .mark,.graph .is-expired .mark{fill:#f0b357}.graph .is-error .mark{fill:#ff8a80}}',
].join('')
