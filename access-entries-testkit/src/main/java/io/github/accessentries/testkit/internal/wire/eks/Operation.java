package io.github.accessentries.testkit.internal.wire.eks;

import com.google.gson.JsonObject;

/** An operation of EKS: reads the call, asks the service, writes its answer. */
@FunctionalInterface
interface Operation {

    JsonObject answer(Call call);
}
