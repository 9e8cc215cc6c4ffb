import { x } from "../../src/platforms/x.ts";
import { openXStand, xCan } from "../support/x-stand.ts";
import { describeSender } from "./contract.ts";

const { sender } = x;
if (!sender) throw new Error("X can be sent to");

describeSender("X", sender, openXStand, { can: xCan, refusesDuplicates: true });
