/// A cell of a table.
struct HTMLCell {
    /// Its content, as HTML.
    var html: String
    /// Its class.
    var style: String

    /// A cell with content that is HTML already.
    init(_ html: String, style: String = "") {
        self.html = html
        self.style = style
    }
}
