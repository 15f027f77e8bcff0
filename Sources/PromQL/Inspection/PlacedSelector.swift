/// A selector and the nodes around it, so that a rule can look at what happens to its samples.
package struct PlacedSelector: Sendable, Hashable {
    package var selector: VectorSelector
    /// The nodes around the selector, the outermost first, its parent last.
    package var enclosing: [Expression]

    package init(selector: VectorSelector, enclosing: [Expression]) {
        self.selector = selector
        self.enclosing = enclosing
    }
}

extension PlacedSelector {
    /// The range in brackets behind the selector, nil when it picks one sample of each series.
    package var window: Duration? {
        guard case .matrixSelector(let node) = enclosing.last else { return nil }
        return node.window
    }

    /// The nodes around the selector from the nearest outward, parentheses left out.
    package var outward: [Expression] {
        enclosing.reversed().filter {
            if case .parentheses = $0 { false } else { true }
        }
    }

    /// The nearest function that works on the selector's samples, looking through anything else.
    package var nearestCall: FunctionCall? {
        for case .call(let node) in enclosing.reversed() {
            return node
        }
        return nil
    }
}
