import Diagnosis
import Reports
import Testing

@Suite struct DiagnosisGradeTests {
    /// A cause with the grade its finding has.
    struct Case: Sendable, CustomTestStringConvertible {
        var cause: Cause
        var grade: DiagnosisGrade
        var testDescription: String { cause.rawValue }
    }

    @Test(arguments: [
        Case(cause: .slotLimit, grade: .critical), Case(cause: .gpuError, grade: .critical),
        Case(cause: .rateLimit, grade: .critical), Case(cause: .outputDrift, grade: .warning),
        Case(cause: .staleLimit, grade: .warning), Case(cause: .saturatedClient, grade: .unknown),
    ])
    func `a cause is as grave as what it does to users`(example: Case) {
        let kind = example.cause.definition.kind
        #expect(DiagnosisGrade(example.cause, kind: kind) == example.grade)
    }

    @Test func `every cause has a grade and none is fine`() {
        for cause in Cause.allCases {
            #expect(DiagnosisGrade(cause, kind: cause.definition.kind) != .none)
        }
    }

    @Test func `a cause that nobody knows counts as the gravest`() {
        #expect(DiagnosisGrade(.outputDrift, kind: nil) == .critical)
    }
}
