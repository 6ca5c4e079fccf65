package io.github.accessentries.kubernetes;

/** What tells a client whether it is worth another try when a server was not trusted. Thread-safe. */
interface RenewedTrust {

    /** What is trusted now, as an object to compare by. May have it asked in the background whether that is still right. */
    Object current();

    /** Whether something else is trusted now than was seen before a failure. May ask, and then blocks. */
    boolean isRenewedSince(Object seen) throws InterruptedException;

    /** Why nothing else is, as a part of a sentence. */
    String complaint();

    /** That of a client which knows nobody to ask. */
    static RenewedTrust never(String clusterName) {
        return new RenewedTrust() {
            @Override
            public Object current() {
                return this;
            }

            @Override
            public boolean isRenewedSince(Object seen) {
                return false;
            }

            @Override
            public String complaint() {
                return "this client was made from a fixed description, so it knows only the authority of that time; make"
                        + " a new one, or one that asks EKS by itself: EksApiClient.of(eks, \"" + clusterName
                        + "\", tokens)";
            }
        };
    }
}
