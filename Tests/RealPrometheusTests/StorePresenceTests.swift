import Testing

@Suite struct StorePresenceTests {
    @Test(
        .enabled(if: Store.isRequired, "a machine may be without Prometheus"),
        arguments: Store.allCases)
    func `where components are required, none is missing`(store: Store) {
        #expect(store.url != nil, store.absence)
    }
}
