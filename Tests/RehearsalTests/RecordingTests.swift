import Rehearsal
import Testing

@Suite struct RecordingTests {
    @Test func `an empty recording holds nothing`() {
        let recording = Recording()
        #expect(recording.probes.isEmpty && recording.scrapes.isEmpty && recording.lag == nil)
    }
}
