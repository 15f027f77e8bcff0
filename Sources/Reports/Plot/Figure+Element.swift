extension Figure {
    /// The drawing with its title, the legend of its marks and how to read it.
    var element: String {
        let marks = legend.map { entry in
            "<li><span class=\"mark \(entry.style)\" aria-hidden=\"true\">\(entry.mark)</span> "
                + "\(HTMLText.escaped(entry.meaning))</li>"
        }
        let list =
            marks.isEmpty
            ? "" : "\n<ul class=\"legend\">\n\(marks.joined(separator: "\n"))\n</ul>"
        let words = caption.isEmpty ? "" : "\n<p>\(HTMLText.escaped(caption))</p>"
        return """
            <figure id="\(id)">
            <h3>\(HTMLText.escaped(title))</h3>
            \(svg)
            <figcaption>\(list)\(words)
            </figcaption>
            </figure>
            """
    }
}
