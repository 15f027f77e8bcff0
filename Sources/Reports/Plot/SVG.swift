/// A drawing in the making: elements are appended in the order in which they cover each other.
///
/// Colours come from the page's classes, so that light and dark need no second drawing.
struct SVG {
    /// The elements so far.
    private(set) var elements = ""

    /// A straight line.
    mutating func line(
        _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, class name: String
    ) {
        elements +=
            "<line class=\"\(name)\" x1=\"\(Self.number(x1))\" y1=\"\(Self.number(y1))\""
            + " x2=\"\(Self.number(x2))\" y2=\"\(Self.number(y2))\"/>\n"
    }

    /// A rectangle, with a text to show on hovering.
    mutating func rect(
        x: Double, y: Double, width: Double, height: Double, class name: String,
        tip: String? = nil
    ) {
        elements +=
            "<rect class=\"\(name)\" x=\"\(Self.number(x))\" y=\"\(Self.number(y))\""
            + " width=\"\(Self.number(max(0, width)))\" height=\"\(Self.number(max(0, height)))\""
            + Self.ending("rect", tip: tip)
    }

    /// A disc, with a text to show on hovering.
    mutating func circle(
        _ x: Double, _ y: Double, radius: Double, class name: String, tip: String? = nil
    ) {
        elements +=
            "<circle class=\"\(name)\" cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\""
            + " r=\"\(Self.number(radius))\"" + Self.ending("circle", tip: tip)
    }

    /// A diagonal cross, with a text to show on hovering.
    mutating func cross(
        _ x: Double, _ y: Double, radius: Double, class name: String, tip: String? = nil
    ) {
        let (left, right) = (Self.number(x - radius), Self.number(x + radius))
        let (top, bottom) = (Self.number(y - radius), Self.number(y + radius))
        path("M\(left) \(top)L\(right) \(bottom)M\(left) \(bottom)L\(right) \(top)", name, tip: tip)
    }

    /// A path.
    mutating func path(_ data: String, _ name: String, tip: String? = nil) {
        elements += "<path class=\"\(name)\" d=\"\(data)\"" + Self.ending("path", tip: tip)
    }

    /// A text.
    mutating func text(
        _ text: String, _ x: Double, _ y: Double, class name: String = "", anchor: Anchor = .start
    ) {
        let kind = name.isEmpty ? "" : " class=\"\(name)\""
        let place = anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\""
        elements +=
            "<text\(kind) x=\"\(Self.number(x))\" y=\"\(Self.number(y))\"\(place)>"
            + "\(HTMLText.escaped(text))</text>\n"
    }

    /// Which point of a text stands at its position.
    enum Anchor: String {
        case start
        case middle
        case end
    }

    /// The finished drawing.
    ///
    /// - Parameters:
    ///   - id: A name that is unique in the page.
    ///   - width: The width of its coordinates.
    ///   - height: The height of its coordinates.
    ///   - title: What it shows, for those who do not see it.
    ///   - description: What is to be seen in it.
    /// - Returns: One `svg` element.
    func element(
        id: String, width: Double, height: Double, title: String, description: String
    ) -> String {
        """
        <svg viewBox="0 0 \(Self.number(width)) \(Self.number(height))" role="img" \
        aria-labelledby="\(id)-title \(id)-text" preserveAspectRatio="xMidYMid meet">
        <title id="\(id)-title">\(HTMLText.escaped(title))</title>
        <desc id="\(id)-text">\(HTMLText.escaped(description))</desc>
        \(elements)</svg>
        """
    }

    /// A coordinate to a tenth; a value that is no number would break the drawing and counts as 0.
    static func number(_ value: Double) -> String {
        guard value.isFinite else { return "0" }
        return Decimals.trimmed(Decimals.fixed(value, places: 1))
    }

    private static func ending(_ name: String, tip: String?) -> String {
        guard let tip else { return "/>\n" }
        return "><title>\(HTMLText.escaped(tip))</title></\(name)>\n"
    }
}
