/// Why a text is no size of memory.
package enum MemorySizeError: Error, Sendable, Equatable {
    /// No number above zero stands at its beginning.
    case noNumber(String)
    /// A number alone.
    case noUnit(String, number: String)
    /// `G` may mean 1000 or 1024 to the third.
    case ambiguous(String, number: String, prefix: String)
    /// A unit that nobody knows.
    case unknownUnit(String)
    /// More than 1000 TB.
    case tooLarge(String)
}

extension MemorySizeError: CustomStringConvertible {
    /// A sentence that quotes what was found and says what to write.
    package var description: String {
        switch self {
        case .noNumber(let text):
            "\(text.quoted) is no size above zero; write one such as 16GB or 14.9GiB"
        case .noUnit(let text, let number):
            "\(text.quoted) has no unit; write \(number)GB or \(number)GiB, or \(number)B for bytes"
        case .ambiguous(let text, let number, let prefix):
            "\(text.quoted) may mean two sizes; write \(number)\(prefix)B for powers of 1000, or "
                + "\(number)\(prefix)iB for powers of 1024"
        case .unknownUnit(let text):
            "\(text.quoted) has an unknown unit; write B, kB, MB, GB, TB, KiB, MiB, GiB or TiB"
        case .tooLarge(let text):
            "\(text.quoted) is more than any machine has; write a size such as 16GB"
        }
    }
}
