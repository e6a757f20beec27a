import { mount } from "svelte";

import "../kit/letters.css";
import "../kit/tokens.css";
import "../kit/base.css";
import "./administration.css";
import { watchActs } from "../kit/acts.ts";
import { Scope } from "../kit/scope.ts";
import App from "./App.svelte";

const target = document.getElementById("page");
// Before the page is there, whose own listeners may keep an event for themselves.
watchActs(new Scope(), window);
if (target !== null) mount(App, { target });
