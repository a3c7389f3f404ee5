"""What notebooks and pages show: tables that open their sentences, charts with alt text, readers, the explorer."""
