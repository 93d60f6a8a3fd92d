// The Store room: SQLite through GRDB. The only room that knows SQL.
