/// A diagnosis as a page for a browser: `report.html`.
package enum DiagnosisHTMLReport {
    /// Renders a diagnosis.
    ///
    /// The page is self-contained: it loads nothing, runs nothing, and shows itself light or dark.
    ///
    /// - Parameter document: The diagnosis with what is around it.
    /// - Returns: HTML; ends in a line feed.
    package static func render(_ document: DiagnosisDocument) -> String {
        DiagnosisHTMLPage(document.printable()).document
    }
}
