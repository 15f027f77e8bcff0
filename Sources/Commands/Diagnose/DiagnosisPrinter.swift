import Diagnosis
import Foundation
import Reports

/// Prints a diagnosis, or writes it to the file the user names.
struct DiagnosisPrinter {
    let options: DiagnoseOutputOptions
    let console: Console

    /// Prints.
    ///
    /// - Parameter document: The diagnosis with what is around it.
    /// - Throws: `UsageError` when it cannot be printed or written.
    func print(_ document: DiagnosisDocument) throws(UsageError) {
        let isFile = options.output != nil && options.output != "-"
        let style = TerminalStyle(
            color: console.outHasColor && !isFile, width: console.width,
            verbose: options.verbose)
        let text =
            switch options.format {
            case .text: DiagnosisTerminalReport.render(document, style: style)
            case .json: String(decoding: DiagnosisJSONReport.render(document), as: UTF8.self)
            case .markdown: DiagnosisMarkdownReport.render(document)
            case .html: DiagnosisHTMLReport.render(document)
            }
        guard isFile, let file = options.output else { return try console.out(text) }
        try AtomicFile.write(Data(text.utf8), to: file)
        if !options.quiet { console.note("wrote \(file): \(document.report.headline)") }
    }
}
