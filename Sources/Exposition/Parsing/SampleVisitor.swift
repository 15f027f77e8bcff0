/// Hands each sample to a closure and keeps nothing.
struct SampleVisitor: SampleSink {
    private let visit: (borrowing SampleLine) -> Void

    init(_ visit: @escaping (borrowing SampleLine) -> Void) {
        self.visit = visit
    }

    func add(_ line: inout SampleLine, family: Int) {
        visit(line)
    }
}
