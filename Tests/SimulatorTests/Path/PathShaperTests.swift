import Simulator
import Testing

@Suite struct PathShaperTests {
    private func bytes(_ count: Int) -> [UInt8] { Array(repeating: 0x61, count: count) }

    @Test func `without effects every piece arrives when it is written`() {
        var link = LinkState()
        var path = PathShaper(effects: PathEffects(), at: 1)
        #expect(
            path.write(bytes(3), at: 2, link: &link) == [
                PathDelivery(bytes: bytes(3), seconds: 2)
            ])
        #expect(
            path.write(bytes(1), at: 2.5, link: &link) == [
                PathDelivery(bytes: bytes(1), seconds: 2.5)
            ])
        #expect(path.end(at: 3, link: &link).isEmpty)
        #expect(path.isThrough)
        #expect(path.lastDeliverySeconds == 2.5)
    }

    @Test func `a proxy that buffers all gives out everything at the end`() {
        var link = LinkState()
        var path = PathShaper(effects: PathEffects([.buffering(bytes: nil)]), at: 0)
        #expect(path.write(bytes(3), at: 1, link: &link).isEmpty)
        #expect(path.write(bytes(4), at: 2, link: &link).isEmpty)
        #expect(path.heldBytes == 7)
        #expect(
            path.end(at: 3, link: &link) == [PathDelivery(bytes: bytes(7), seconds: 3)])
    }

    @Test func `a proxy with a buffer cuts where the buffer is full`() {
        var link = LinkState()
        var path = PathShaper(effects: PathEffects([.buffering(bytes: 5)]), at: 0)
        #expect(path.write(bytes(4), at: 1, link: &link).isEmpty)
        let two = path.write(bytes(7), at: 2, link: &link)
        #expect(two.map(\.bytes.count) == [5, 5])
        #expect(two.map(\.seconds) == [2, 2])
        #expect(path.end(at: 3, link: &link).map(\.bytes.count) == [1])
    }

    @Test func `answers share the link in the order of their bytes`() {
        var link = LinkState(bytesPerSecond: 10)
        var one = PathShaper(effects: PathEffects(), at: 0)
        var other = PathShaper(effects: PathEffects(), at: 0)
        #expect(one.write(bytes(10), at: 0, link: &link).map(\.seconds) == [1])
        #expect(other.write(bytes(5), at: 0.5, link: &link).map(\.seconds) == [1.5])
        #expect(one.write(bytes(5), at: 4, link: &link).map(\.seconds) == [4.5])
    }

    @Test func `the slowest condition of a link counts and none frees it`() {
        var link = LinkState()
        link.adapt(to: [.bandwidth(bytesPerSecond: 50), .bandwidth(bytesPerSecond: 20)])
        #expect(link.bytesPerSecond == 20)
        link.adapt(to: [.hang])
        #expect(link.bytesPerSecond == nil)
    }

    @Test func `nothing arrives after the cut`() {
        var link = LinkState()
        var path = PathShaper(effects: PathEffects([.cutAfter(.seconds(5))]), at: 1)
        #expect(path.cutSeconds == 6)
        #expect(path.write(bytes(1), at: 5.9, link: &link).count == 1)
        #expect(path.write(bytes(1), at: 6, link: &link).isEmpty)
        #expect(path.end(at: 7, link: &link).isEmpty)
        #expect(!path.isThrough)
    }

    @Test func `bytes that a slow link would bring after the cut do not come`() {
        var link = LinkState(bytesPerSecond: 1)
        var path = PathShaper(effects: PathEffects(cutAfterSeconds: 5), at: 0)
        #expect(path.write(bytes(6), at: 0, link: &link).isEmpty)
    }

    @Test func `what is written during a stall comes together after it`() {
        var link = LinkState()
        var path = PathShaper(effects: PathEffects(), at: 0)
        #expect(path.write(bytes(1), at: 1, link: &link).count == 1)
        path.stall(until: 5)
        #expect(path.wakeSeconds == 5)
        #expect(path.write(bytes(2), at: 2, link: &link).isEmpty)
        #expect(path.write(bytes(3), at: 3, link: &link).isEmpty)
        #expect(
            path.release(at: 5, link: &link) == [PathDelivery(bytes: bytes(5), seconds: 5)])
        #expect(path.wakeSeconds == nil)
    }

    @Test func `an answer that ends during a stall ends after it`() {
        var link = LinkState()
        var path = PathShaper(effects: PathEffects(), at: 0)
        path.stall(until: 5)
        #expect(path.write(bytes(2), at: 2, link: &link).isEmpty)
        #expect(path.end(at: 3, link: &link).isEmpty)
        #expect(!path.isThrough)
        #expect(path.release(at: 5, link: &link).map(\.bytes.count) == [2])
        #expect(path.isThrough)
    }

    @Test func `the largest buffer and the shortest patience count`() {
        let effects = PathEffects([
            .buffering(bytes: 100), .buffering(bytes: 4096), .cutAfter(.seconds(60)),
            .cutAfter(.seconds(20)), .hang,
        ])
        #expect(effects.buffering == .bytes(4096))
        #expect(effects.cutAfterSeconds == 20)
        #expect(PathEffects([.buffering(bytes: nil), .buffering(bytes: 9)]).buffering == .whole)
    }
}
