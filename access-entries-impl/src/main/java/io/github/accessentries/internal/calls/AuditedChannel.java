package io.github.accessentries.internal.calls;

import org.slf4j.Logger;

/** Writes a line to the audit log for each change that EKS has made. */
record AuditedChannel(EksChannel next, Logger audit) implements EksChannel {

    @Override
    public <T> T make(EksCall<T> call) {
        T answer = next.make(call);
        call.audit().apply(answer).ifPresent(audit::info);
        return answer;
    }
}
