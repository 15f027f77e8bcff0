extension StartupLog {
    /// Reads a log that is in memory.
    ///
    /// - Parameter bytes: the log, of any encoding that leaves ASCII alone.
    /// - Returns: what it told; empty when it is no engine's.
    package static func parse(_ bytes: some Sequence<UInt8>) -> StartupLog {
        var parser = StartupLogParser()
        parser.consume(bytes)
        return parser.finish()
    }

    /// Reads a log in lines.
    ///
    /// - Parameter lines: without their ends.
    /// - Returns: what it told.
    package static func parse(lines: some Sequence<String>) -> StartupLog {
        var parser = StartupLogParser()
        for line in lines {
            parser.consume(line.utf8)
            parser.consume(CollectionOfOne(UInt8(ascii: "\n")))
        }
        return parser.finish()
    }

    /// Reads a log file, in bounded memory however large it is.
    ///
    /// - Parameter path: of the file.
    /// - Returns: what it told.
    /// - Throws: `FileError`.
    package static func read(file path: String) throws(FileError) -> StartupLog {
        var parser = StartupLogParser()
        try FileReading.pieces(of: path) { piece in
            parser.consume(piece)
            return true
        }
        return parser.finish()
    }
}
