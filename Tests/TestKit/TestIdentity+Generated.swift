// Written by Certificates/generate; do not edit.

extension TestIdentity {
    /// The authority that signed the leaves below, in PEM.
    package static let authorityPEM = """
        -----BEGIN CERTIFICATE-----
        MIIBjTCCATSgAwIBAgIUKunnKKtjgEcTVPbuEhgYg4wD1iIwCgYIKoZIzj0EAwIw
        JDEiMCAGA1UEAwwZZmlyc3RsaWdodCB0ZXN0IGF1dGhvcml0eTAgFw0yMDAxMDEw
        MDAwMDBaGA8yMTIwMDEwMTAwMDAwMFowJDEiMCAGA1UEAwwZZmlyc3RsaWdodCB0
        ZXN0IGF1dGhvcml0eTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABGNaPpbSGFQU
        tHkp/ukUPJIungbAn43HsjJphzk7sgOwx2CRSyoCH9FhlHqdSvxq/zN+GXl6x4Ad
        Ub8EqnC5mvujQjBAMA8GA1UdEwEB/wQFMAMBAf8wDgYDVR0PAQH/BAQDAgEGMB0G
        A1UdDgQWBBTioywIg0p/GTz7CW9M1e3jHylk1DAKBggqhkjOPQQDAgNHADBEAiAa
        XzVfLISSoq34W6s+8cLoikYLIuOEmg7ZqdF78/HdcAIgZbd8WyeekEZ+J9C+HglF
        hxTpfaQpwiCb7q3vQ5s2Lpw=
        -----END CERTIFICATE-----
        """

    /// For `localhost`, 127.0.0.1 and ::1, signed by the authority.
    package static let localhost = TestIdentity(
        certificatePEM: """
            -----BEGIN CERTIFICATE-----
            MIIBxDCCAWmgAwIBAgIUR8lDh58xNoV1EzpxFyrfdBbchHUwCgYIKoZIzj0EAwIw
            JDEiMCAGA1UEAwwZZmlyc3RsaWdodCB0ZXN0IGF1dGhvcml0eTAgFw0yMDAxMDEw
            MDAwMDBaGA8yMTIwMDEwMTAwMDAwMFowFDESMBAGA1UEAwwJbG9jYWxob3N0MFkw
            EwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEKD591WhLTveAT6JMwtZRVhxTA48rDapx
            pcVWvv0201BL1QRirwNHpse3wqx6mbRVDCbGuzPDYRxTQ6T0qxWo2qOBhjCBgzAs
            BgNVHREEJTAjgglsb2NhbGhvc3SHBH8AAAGHEAAAAAAAAAAAAAAAAAAAAAEwEwYD
            VR0lBAwwCgYIKwYBBQUHAwEwHQYDVR0OBBYEFMTUG2DHwgRmCg89JtUqkf5asov8
            MB8GA1UdIwQYMBaAFOKjLAiDSn8ZPPsJb0zV7eMfKWTUMAoGCCqGSM49BAMCA0kA
            MEYCIQD9Rr/Pe6lIAgPyvdocT2Atf8B2CVj3ptkbL7ADSY4wdwIhAP5j2nQ46xpq
            FAyBvZVLraygz48XaNl3upGXYjoVnBL2
            -----END CERTIFICATE-----
            """,
        keyPEM: """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgfm+NsCWcVy0PNlxA
            95PU2PnOUHiCdvx6K7Wks+38qduhRANCAAQoPn3VaEtO94BPokzC1lFWHFMDjysN
            qnGlxVa+/TbTUEvVBGKvA0emx7fCrHqZtFUMJsa7M8NhHFNDpPSrFaja
            -----END PRIVATE KEY-----
            """)

    /// For `other.example`, signed by the authority.
    package static let otherHost = TestIdentity(
        certificatePEM: """
            -----BEGIN CERTIFICATE-----
            MIIBrDCCAVOgAwIBAgIUHTZb16o+A1IsweGPCiQAaLkM0JMwCgYIKoZIzj0EAwIw
            JDEiMCAGA1UEAwwZZmlyc3RsaWdodCB0ZXN0IGF1dGhvcml0eTAgFw0yMDAxMDEw
            MDAwMDBaGA8yMTIwMDEwMTAwMDAwMFowFDESMBAGA1UEAwwJb3RoZXJIb3N0MFkw
            EwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyk9AULHHnF6n/o6kUntjdP/+t1obeTeH
            S1kUJXhKfUzHWphvN2WTSPlugcYqTwEdsEE6aZdZx23BonErp5yY+KNxMG8wGAYD
            VR0RBBEwD4INb3RoZXIuZXhhbXBsZTATBgNVHSUEDDAKBggrBgEFBQcDATAdBgNV
            HQ4EFgQUuiGgfu/+0pTNyNZwOtAS99IvWPYwHwYDVR0jBBgwFoAU4qMsCINKfxk8
            +wlvTNXt4x8pZNQwCgYIKoZIzj0EAwIDRwAwRAIgF1L5KOOUVkhlm7pnMY3RO1LX
            l//G6xetQhmtDL2BUJsCIBy6OtfpuW5QanE4AMODebef3fXBfWvWV1+lR+0DW1bk
            -----END CERTIFICATE-----
            """,
        keyPEM: """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg8JIpYCPSSciTw6/Z
            36rLkKNPHte+gRLRw6+//S4+aaehRANCAATKT0BQscecXqf+jqRSe2N0//63Wht5
            N4dLWRQleEp9TMdamG83ZZNI+W6BxipPAR2wQTppl1nHbcGicSunnJj4
            -----END PRIVATE KEY-----
            """)

    /// For `localhost`, 127.0.0.1 and ::1, signed by the authority, out of date since 2020.
    package static let expired = TestIdentity(
        certificatePEM: """
            -----BEGIN CERTIFICATE-----
            MIIBwDCCAWWgAwIBAgIUDcQola27wTNHd+ahdtfsLzgMxQkwCgYIKoZIzj0EAwIw
            JDEiMCAGA1UEAwwZZmlyc3RsaWdodCB0ZXN0IGF1dGhvcml0eTAeFw0yMDAxMDEw
            MDAwMDBaFw0yMDAxMDIwMDAwMDBaMBIxEDAOBgNVBAMMB2V4cGlyZWQwWTATBgcq
            hkjOPQIBBggqhkjOPQMBBwNCAATZ0Ie2Hs4vCS/qaIboBqHPeM3L8OddpUd8S8Wq
            kcnq23aI1mt4yi1srvxhcVDa80Q6kVLvjAy0UepCTaCozfnuo4GGMIGDMCwGA1Ud
            EQQlMCOCCWxvY2FsaG9zdIcEfwAAAYcQAAAAAAAAAAAAAAAAAAAAATATBgNVHSUE
            DDAKBggrBgEFBQcDATAdBgNVHQ4EFgQUqBF+I93QKOho5oW+1F8seCYnzHgwHwYD
            VR0jBBgwFoAU4qMsCINKfxk8+wlvTNXt4x8pZNQwCgYIKoZIzj0EAwIDSQAwRgIh
            AOavJKGhemkmtUBcWlXXxrcd4y02TkZQs3rrnU9qqCLqAiEA9U6ZpfVqqh9vvbDl
            uOJtms5hmN69C+59Po6InxiYqZI=
            -----END CERTIFICATE-----
            """,
        keyPEM: """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgf9DWe7fNDCIeTiqG
            e3XUiJRfODBa3YvHG27W0xBh26ShRANCAATZ0Ie2Hs4vCS/qaIboBqHPeM3L8Odd
            pUd8S8Wqkcnq23aI1mt4yi1srvxhcVDa80Q6kVLvjAy0UepCTaCozfnu
            -----END PRIVATE KEY-----
            """)

    /// For `localhost`, 127.0.0.1 and ::1, signed by itself.
    package static let selfSigned = TestIdentity(
        certificatePEM: """
            -----BEGIN CERTIFICATE-----
            MIIBfTCCASOgAwIBAgIUDw/F22fXp+MxgFloojpOFyszJ4UwCgYIKoZIzj0EAwIw
            FTETMBEGA1UEAwwKc2VsZlNpZ25lZDAgFw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEw
            MTAwMDAwMFowFTETMBEGA1UEAwwKc2VsZlNpZ25lZDBZMBMGByqGSM49AgEGCCqG
            SM49AwEHA0IABMj3VPeeBiRqQuZp4wg60OLmBatojxhvAY/frocK61sRE8o2u/WX
            Qm+nkw7QEaK5a/WBzpoAXBgYLApEgIfn/AWjTzBNMCwGA1UdEQQlMCOCCWxvY2Fs
            aG9zdIcEfwAAAYcQAAAAAAAAAAAAAAAAAAAAATAdBgNVHQ4EFgQUlIl/powDhxWq
            5OU7pq6R2QB9QAswCgYIKoZIzj0EAwIDSAAwRQIhAMIqQie+50OD+i1CuTcwSzYz
            zUVWl7D7fssFHJp8ufTIAiBabiFJi3Fb34QGYrdQG1zXR6rlpFGGcxiytUkUwp2I
            kg==
            -----END CERTIFICATE-----
            """,
        keyPEM: """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgXLZodZy9q557FYi+
            Sat7vJ1FRWEaqDYq1UKlRxhGtq2hRANCAATI91T3ngYkakLmaeMIOtDi5gWraI8Y
            bwGP366HCutbERPKNrv1l0Jvp5MO0BGiuWv1gc6aAFwYGCwKRICH5/wF
            -----END PRIVATE KEY-----
            """)
}
