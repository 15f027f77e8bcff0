/// What an output folder's index says about one part: what it was made from, and its files.
package struct PartRecord: Sendable, Hashable, Codable {
    /// The part's word; one that this release does not know comes from another one.
    package let part: String
    /// Engine and release in words.
    package let title: String
    /// What the part was made from, as file headers say it.
    package let inputs: String
    /// The digest of the profile; nil without one.
    package let profile: String?
    package internal(set) var files: [FileRecord]
    package let notes: [GenerationNote]

    /// Records a part.
    ///
    /// - Parameters:
    ///   - part: The part.
    ///   - set: Its files and notes.
    ///   - subject: For what they were made.
    init(_ part: GeneratedPart, _ set: GeneratedSet, for subject: GenerationSubject) {
        self.part = part.rawValue
        title = subject.title
        inputs = subject.inputs
        profile = subject.profileDigest
        files = set.files.map(FileRecord.init)
        notes = set.notes
    }

    /// Where the part stands among all; unknown ones come last.
    var place: Int {
        GeneratedPart.allCases.firstIndex { $0.rawValue == part } ?? GeneratedPart.allCases.count
    }

    /// Whether another part was made from the same.
    func hasInputs(of other: PartRecord) -> Bool {
        inputs == other.inputs && profile == other.profile
    }
}
