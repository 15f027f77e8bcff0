/// A rule of Alertmanager by which some alerts silence others.
package struct InhibitionRule: Sendable {
    /// Which of the files that are read together.
    var file: Int
    var source: [AlertMatcher]
    var target: [AlertMatcher]
    /// Labels that must be the same on both.
    var equal: [EqualLabel]
    /// The rule's place in the file.
    var range: Range<Int>

    /// A label of `equal` and where it stands.
    struct EqualLabel: Sendable {
        var name: String
        var range: Range<Int>
    }
}
