/// Many series on one side match one of the other: `group_left (version)`.
package struct GroupModifier: Sendable, Hashable {
    /// The side that may have many.
    package enum Side: String, Sendable, Hashable, CaseIterable {
        case left = "group_left"
        case right = "group_right"
    }

    package var side: Side
    /// Labels taken over from the side that has one.
    package var include: [LabelName]
    /// From the keyword to behind the labels.
    package var range: SourceRange

    package init(_ side: Side, include: [LabelName] = [], range: SourceRange = .none) {
        self.side = side
        self.include = include
        self.range = range
    }
}
