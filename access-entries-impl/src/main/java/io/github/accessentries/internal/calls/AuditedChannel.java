package io.github.accessentries.internal.calls;

import io.github.accessentries.internal.audit.AuditLog;

/** Writes a line to the audit log for each change that EKS has made. */
record AuditedChannel(EksChannel next, AuditLog audit) implements EksChannel {

    @Override
    public <T> T make(EksCall<T> call) {
        T answer = next.make(call);
        call.audit().apply(answer).ifPresent(line -> audit.write(() -> line));
        return answer;
    }
}
