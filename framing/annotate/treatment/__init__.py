"""How a sentence treats those it names: badly, well or neither, and which words say so."""
