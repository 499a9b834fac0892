"""Pages for officers and holders, in Chinese, and in English at a click."""
