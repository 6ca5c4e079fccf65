package io.github.accessentries.testkit.internal.service.fault;

import java.util.Map;

/** A refusal of the service, as any client sees it: an error code, an HTTP status, a message and a few members. */
public final class ServiceFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The error code. */
    private final String code;

    /** The HTTP status. */
    private final int status;

    private final transient Map<String, String> members;

    /**
     * Makes a fault. It carries no stack trace: it is an answer, made on every refused request.
     *
     * @param code for example {@code ResourceNotFoundException}
     * @param status the HTTP status
     * @param message the text that the caller reads
     * @param members what else the error body has, for example {@code clusterName}
     */
    public ServiceFault(String code, int status, String message, Map<String, String> members) {
        super(message, null, false, false);
        this.code = code;
        this.status = status;
        this.members = Map.copyOf(members);
    }

    /**
     * The error code.
     *
     * @return for example {@code ResourceNotFoundException}
     */
    public String code() {
        return code;
    }

    /**
     * The HTTP status.
     *
     * @return for example 404
     */
    public int status() {
        return status;
    }

    /**
     * The text that the caller reads.
     *
     * @return the message
     */
    public String message() {
        return String.valueOf(getMessage());
    }

    /**
     * What the error body has besides the message.
     *
     * @return values by member name
     */
    public Map<String, String> members() {
        return members;
    }
}
