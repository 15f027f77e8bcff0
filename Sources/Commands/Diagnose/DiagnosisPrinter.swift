import Diagnosis
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
        let style = options.file.style(console, isVerbose: options.verbose)
        let text =
            switch options.format {
            case .text: DiagnosisTerminalReport.render(document, style: style)
            case .json: String(decoding: DiagnosisJSONReport.render(document), as: UTF8.self)
            case .markdown: DiagnosisMarkdownReport.render(document)
            case .html: DiagnosisHTMLReport.render(document)
            }
        try options.file.deliver(
            text, summary: options.quiet ? nil : document.report.headline, console)
    }
}
