extension Figure {
    /// The figure with its legend and caption, as HTML.
    var element: String {
        let entries = legend.map { entry in
            "<li><span class=\"mark \(entry.style)\" aria-hidden=\"true\">\(entry.mark)</span> "
                + "\(HTMLText.escaped(entry.meaning))</li>"
        }
        let marks =
            entries.isEmpty
            ? "" : "\n<ul class=\"legend\">\n\(entries.joined(separator: "\n"))\n</ul>"
        let words = caption.isEmpty ? "" : "\n<p>\(HTMLText.escaped(caption))</p>"
        return """
            <figure id="\(id)">
            <h3>\(HTMLText.escaped(title))</h3>
            \(svg)
            <figcaption>\(marks)\(words)
            </figcaption>
            </figure>
            """
    }
}
