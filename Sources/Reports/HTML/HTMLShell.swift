/// What every page has around its content: a head that asks for nothing, and one style sheet.
enum HTMLShell {
    /// The whole document.
    ///
    /// - Parameters:
    ///   - title: The page's title, as text.
    ///   - sheet: The style sheet.
    ///   - header: The part above the sections, as HTML.
    ///   - sections: The sections, as HTML.
    ///   - footer: The part below them, as HTML.
    /// - Returns: A self-contained page that loads nothing and runs nothing.
    static func document(
        title: String, sheet: String, header: String, sections: [String], footer: String
    ) -> String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
        style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="referrer" content="no-referrer">
        <link rel="icon" href="data:,">
        <title>\(HTMLText.escaped(title))</title>
        <style>
        \(sheet)
        </style>
        </head>
        <body>
        \(header)
        <main>
        \(sections.joined(separator: "\n"))
        </main>
        \(footer)
        </body>
        </html>

        """
    }
}
