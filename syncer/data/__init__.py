"""Knowledge that ships with syncer: word lists and organisations. Each list has its licence and build script beside it."""
