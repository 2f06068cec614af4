"""Knowledge that ships with syncer: word lists, organisations, the linkage model. Licences and builds stand beside."""
