"""From text to rows: candidates with evidence, and the gate that each must pass."""
