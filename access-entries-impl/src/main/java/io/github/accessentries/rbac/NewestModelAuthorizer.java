package io.github.accessentries.rbac;

import io.github.accessentries.Health;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.authz.Decision;
import io.github.accessentries.snapshot.Snapshot;

/** Decides by the newest model, and is as well as that. */
record NewestModelAuthorizer(Snapshot<AccessModel> model) implements Authorizer {

    @Override
    public Decision decide(KubernetesUser user, AccessRequest request) {
        return model.get().authorizer().decide(user, request);
    }

    @Override
    public Health health() {
        return model.health();
    }
}
