"""Drafts from templates. Nothing is ever sent: a draft is text to copy, or a link that opens a mail program."""
