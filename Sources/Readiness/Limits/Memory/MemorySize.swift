/// A number of bytes that somebody wrote with a unit.
package struct MemorySize: Sendable, Hashable {
    package let bytes: Int

    /// A number of bytes.
    package init(bytes: Int) { self.bytes = bytes }

    /// Units with their bytes: those with an `i` are powers of 1024, the others of 1000.
    private static let units: [(name: String, bytes: Int)] = [
        ("TiB", 1 << 40), ("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10),
        ("TB", 1_000_000_000_000), ("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1000),
        ("KB", 1000), ("B", 1),
    ]

    /// The largest size that is read: 1000 TB.
    private static let limit = FixedDecimal(
        scaled: 1_000_000_000_000_000 * 1_000_000_000_000_000_000)

    /// Reads a size.
    ///
    /// - Parameter text: A number with a unit: `16GB`, `14.9 GiB`, `16000000000 B`.
    /// - Returns: Whole bytes; what is left of a byte is dropped.
    /// - Throws: ``MemorySizeError`` for a text without a unit, with one that means two things, or
    ///   with no number above zero.
    package static func parse(_ text: String) throws(MemorySizeError) -> MemorySize {
        let trimmed = text.trimmed
        let digits = trimmed.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let unit = String(trimmed.dropFirst(digits.count)).trimmed
        guard let number = FixedDecimal(digits), number.scaled > 0 else { throw .noNumber(text) }
        guard !unit.isEmpty else { throw .noUnit(text, number: number.text) }
        guard
            let found = units.first(where: { $0.name == unit })
                ?? units.first(where: { $0.name.lowercased() == unit.lowercased() })
        else {
            let first = unit.prefix(1).uppercased()
            throw "KMGT".contains(first) && unit.count == 1
                ? .ambiguous(text, number: number.text, prefix: first) : .unknownUnit(text)
        }
        let one: Int128 = 1_000_000_000_000_000_000
        let (product, overflow) = number.scaled.multipliedReportingOverflow(by: Int128(found.bytes))
        guard !overflow, product <= limit.scaled else { throw .tooLarge(text) }
        let bytes = Int(product / one)
        guard bytes > 0 else { throw .noNumber(text) }
        return MemorySize(bytes: bytes)
    }

    /// The size in both kinds of units: `16 GB, 14.9 GiB`.
    package var text: String {
        guard bytes >= 1000 else { return "\(bytes) B" }
        return [Self.text(bytes, binary: false), Self.text(bytes, binary: true)]
            .joined(separator: ", ")
    }

    private static func text(_ bytes: Int, binary: Bool) -> String {
        let names = binary ? ["KiB", "MiB", "GiB", "TiB"] : ["kB", "MB", "GB", "TB"]
        let step = binary ? 1024.0 : 1000.0
        var value = Double(bytes) / step
        var index = 0
        while value >= step, index < names.count - 1 {
            value /= step
            index += 1
        }
        return "\(LimitText.number(value)) \(names[index])"
    }
}
