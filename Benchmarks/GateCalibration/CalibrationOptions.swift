/// What the command line asks for.
struct CalibrationOptions {
    /// Why a command line makes no sense.
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// Simulated gates per cell of a table.
    var gates = 10_000
    /// The seed that all random numbers follow from.
    var seed: UInt64 = 20_261_121
    /// The document whose marked section is replaced in what is printed.
    var page = "docs/statistics.md"

    /// The options and values that the tables follow from, for their caption.
    var commandLine: String { "GateCalibration --gates \(gates) --seed \(seed)" }

    /// Reads the options.
    ///
    /// - Throws: ``Failure`` when an option is unknown or its value is missing or no number.
    init(arguments: [String]) throws {
        var rest = arguments[...]
        while let option = rest.popFirst() {
            guard let value = rest.popFirst() else {
                throw Failure(description: "\(option) needs a value")
            }
            switch option {
            case "--gates":
                guard let number = Int(value), number >= 100 else {
                    throw Failure(description: "--gates is \(value); expected 100 or more")
                }
                gates = number
            case "--seed":
                guard let number = UInt64(value) else {
                    throw Failure(description: "--seed is \(value); expected a whole number")
                }
                seed = number
            case "--page":
                page = value
            default:
                throw Failure(
                    description: "\(option) is unknown; expected --gates, --seed or --page")
            }
        }
    }
}
