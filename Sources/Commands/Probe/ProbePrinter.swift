import Foundation
import Load
import Reports

/// Prints requests as they end, as a table or as JSON lines.
struct ProbePrinter: Sendable {
    private let console: Console
    private let format: ProbeCommand.Format
    private let table: ProbeTable

    /// Creates a printer.
    ///
    /// - Parameters:
    ///   - command: Says the format; by default a table on a terminal, else JSON lines.
    ///   - console: Where to print.
    init(command: ProbeCommand, console: Console) {
        self.console = console
        format = command.format ?? (console.outIsTerminal ? .table : .jsonl)
        table = ProbeTable(
            style: TerminalStyle(color: console.outHasColor, width: console.width))
    }

    /// Prints what stands above the requests.
    ///
    /// - Returns: What became of it.
    func begin() -> Delivery {
        format == .table ? console.writeOut(Data(table.header.utf8)) : .written
    }

    /// Prints a request.
    ///
    /// - Parameter record: The request.
    /// - Returns: What became of it.
    func print(_ record: ProbeRecord) -> Delivery {
        switch format {
        case .table: return console.writeOut(Data(table.row(record).utf8))
        case .jsonl:
            do {
                return console.writeOut(try ProbeFile.line(record))
            } catch {
                return .failed("probe \(record.index): \(error)")
            }
        }
    }
}
