/// Something the reader of a file should know and that stops nothing.
package struct ProfileNote: Sendable, Equatable {
    /// Where it stands.
    package var place: ProfileProblem.Place
    /// The sentence.
    package var message: String

    /// A note.
    package init(place: ProfileProblem.Place, message: String) {
        self.place = place
        self.message = message
    }
}

extension ProfileNote: CustomStringConvertible {
    /// The place and the sentence.
    package var description: String { "\(place): \(message)" }
}
