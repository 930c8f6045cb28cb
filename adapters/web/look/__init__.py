"""What every page shares: tokens, components, fonts, and the rules that a browser is given."""
