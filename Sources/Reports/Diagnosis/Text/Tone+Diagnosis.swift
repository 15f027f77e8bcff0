extension Tone {
    /// The tone of a diagnosis' title.
    static func of(_ grade: DiagnosisGrade) -> Tone {
        switch grade {
        case .none: .goodStrong
        case .warning, .unknown: .warningStrong
        case .critical: .badStrong
        }
    }
}
