/// A drawing with what must be said about it.
struct Figure {
    /// A name that is unique in the page.
    var id: String
    /// What it shows.
    var title: String
    /// The drawing.
    var svg: String
    /// The marks used, in order.
    var legend: [LegendEntry] = []
    /// How to read it, as text.
    var caption: String

    /// One mark and its meaning.
    struct LegendEntry {
        /// The mark as a character.
        var mark: String
        /// The class that colours it.
        var style: String
        /// Its meaning.
        var meaning: String
    }
}
