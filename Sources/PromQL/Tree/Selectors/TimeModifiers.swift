/// The modifiers that move the time of a selector or subquery, each at most once, in any order.
package struct TimeModifiers: Sendable, Hashable {
    package var offset: OffsetModifier?
    package var at: AtModifier?

    package init(offset: OffsetModifier? = nil, at: AtModifier? = nil) {
        self.offset = offset
        self.at = at
    }
}
