"""Where the digest goes: a mailbox, a chat. Off unless set; nothing else is ever sent."""
