"""English templates: how names and places are said to a device, and how all else is said; written by hand."""

from typing import Final

from training.tagging.templates import Templates, lines

ENGLISH: Final = Templates(
    sentences=lines("""
call {name}
call {name} {name}
call {name} on her mobile
call my {relation} {name}
can you call {name} at the {thing}
give {name} a call
give {name} {name} a ring
phone {name} {time}
ring {name} and {name}
dial {name}
text {name} i am running late
text {name} and say happy birthday
text {name} that the {thing} is ready
message {name} about the {thing}
send a message to {name} saying i will be there {time}
send {name} a message
send {name} an email about the {thing}
send an email to {name} {name}
send the {thing} to {name}
email {name} the {thing}
email {name} and {name} about {thing}
write an email to {name}
reply to {name} that it is fine
forward the {thing} to {name}
did {name} call
did {name} email me {time}
did i get an email from {name}
has {name} answered
have i got any messages from {name}
is there a new email from {name}
read the last email from {name}
any news from {name}
check if {name} has sent me any emails
show me emails from {name} {name}
what did {name} say
what is {name} 's phone number
what is {name}'s number
what is {name}'s email address
when is {name}'s birthday
when is {name} 's birthday
remind me of {name}'s birthday {time}
remind me to call {name} {time}
remind me to meet {name} {time}
remind me to pick up {name} from school
remind me to pick {name} up {time}
remind me to buy a {thing} for {name}
remind me that {name} is coming {time}
remind {name} to buy {thing}
tell {name} that i am at the {thing}
tell {name} i love her
ask {name} to bring the {thing}
ask {name} if she wants {thing}
let {name} know that i am late
invite {name} and {name} to the {thing}
invite {name} {name} to dinner
schedule a meeting with {name} {time}
schedule a meeting with {name} and {name} {time}
set up a meeting with {name} {name} {time}
set an appointment for {name} {time}
make an appointment with doctor {name} {time}
put meeting with {name} for {time}
put lunch with {name} on my calendar
i am meeting {name} {time}
i have to meet {name} {time}
i am having dinner with {name} {time}
meet {name} {time}
add {name} to my contacts
add {name} {name} to the guest list
add {name} to the meeting
delete {name} from my contacts
remove {name} from the list
open the contact of {name}
find {name} in my contacts
please give me details of {name} from my contacts
my name is {name}
my name is {name} {name}
i'm {name}
i am {name} {name}
this is {name}
this is {name} {name} speaking
it's {name} here
my {relation} is called {name}
my {relation}'s name is {name}
our {thing} is called {name}
{name} is my {relation}
{name} lives in {place}
{name} is coming to {place} {time}
{name} is at {place} with {name}
good morning {name}
say hello to {name}
wish {name} a happy birthday
happy birthday {name}
book a table for {name} and me {time}
book a table for four under the name {name}
reserve a {thing} in the name of {name} {name}
order a {thing} for {name}
a {thing} for {name} please
is {name} at home
where is {name}
turn on the light in {name}'s room
open the door for {name}
{name} wants to talk to {name}
video call with {name}
play the message that {name} left
start a chat with {name}
post to {name} 's wall
i live in {place}
i live at the {thing} in {place}
we live near {place}
my home is in {place}
i am from {place}
i was born in {place}
i am moving to {place}
i grew up in {place} near {place}
my {relation} lives in {place}
take me to {place}
drive me home to {place}
navigate to {place}
directions to {place}
how do i get to {place}
how long does it take to {place}
book a train to {place} {time}
book a ticket from {place} to {place}
i need a taxi to {place}
find a train from {place} to {place} {time}
when does the bus to {place} leave
i am in {place} {time}
i am at the {thing} in {place}
traffic from {place} to {place}
deliver the {thing} to {place}
my address is in {place}
my {thing} is in {place}
set my location to {place}
the house in {place}
play {artist}
play {artist} {artist}
play a song by {artist} {artist}
play some music by {artist}
play {work} by {artist} {artist}
put on {artist} {artist}
play the latest album of {artist}
i want to hear {artist} {artist}
listen to {artist}
add {artist} {artist} to my playlist
add {work} to my {thing} playlist
who sings {work}
who is {artist} {artist}
who is the president of {city}
how old is {artist} {artist}
when was {artist} {artist} born
where was {artist} {artist} born
what is the news about {artist} {artist}
give me the news on {artist} {artist}
what is the next movie of {artist} {artist}
what movies does {artist} {artist} play in
is {artist} {artist} on tour
when is {artist} {artist} coming to {city}
show me films with {artist} {artist}
read me a book by {artist} {artist}
play the audiobook by {artist}
rate {work} four stars
what is the weather in {city}
what's the weather like in {city} {time}
will it rain in {city} {time}
how is the weather in {city}
do i need an umbrella in {city}
weather forecast for {city}
how cold is it in {city}
what time is it in {city}
what is the time in {city}
what is the capital of {city}
how many people live in {city}
how big is {city}
where is {city}
tell me about {city}
what happened in {city}
news from {city}
what is the exchange rate in {city}
turn on the {thing}
turn off the {thing} in the {thing}
switch the {thing} on
set the {thing} to {thing}
set a timer for {time}
set an alarm for {time}
wake me up {time}
add {thing} to my shopping list
add {thing} and {thing} to the list
remove {thing} from the list
order a {thing} with {thing}
i would like a {thing} {thing}
can i get a large {thing} with {thing} please
what is a {thing}
what is the {thing}
tell me a {thing}
tell me about the {thing}
tell me the {thing}
show me the {thing}
how do i make {thing}
how do i cook {thing}
where is the {thing}
where can i find a {thing}
call a {thing}
call the {thing}
call {thing}
email the {thing}
email {thing}
text the {thing}
text my {relation}
call my {relation}
message my {relation} about the {thing}
send the {thing}
send a {thing} to my {relation}
send an email to {thing}
meeting with the {thing} {time}
schedule a meeting with {thing} {time}
schedule a {thing} {time}
remind me about the {thing} {time}
remind me to {thing} the {thing}
remind me to take the {thing}
ask the {thing}
ask {thing}
is the {thing} open
is there a {thing} near me
start the {thing}
stop the {thing}
open the {thing}
close the {thing}
pause the {thing}
i am {thing}
i'm {thing} {thing}
this is {thing}
this is a {thing}
that is my {thing}
my {thing} is {thing}
my {relation} is {thing}
do i have any {thing} from the {thing}
emails from {thing}
check my {thing}
read my {thing}
what {thing} is it
next {thing}
{thing} {thing}
{thing}
make it {thing}
go to the {thing}
go to {thing}
book a {thing} {time}
book a table at the {thing} {time}
directions to the {thing}
how is the traffic
is it {thing} today
do we have {thing}
dim the {thing}
increase the {thing}
play {thing} music
play the {thing}
play my {thing} playlist
a {thing} {thing} with a {thing} of {thing}
a {thing} of {thing} and some {thing}
can i have a {thing} with two {thing} of {thing}
i'd like the {thing} {thing} with {thing} and {thing}
let me get a {thing} {thing}
one {thing} {thing} to go
with {thing} {thing} and a {thing} of {thing}
some {thing} and {thing} in it
without any {thing}
the {thing} of the {thing} is too {thing}
is the {thing} in the {thing} {thing}
how many {thing} are in a {thing} of {thing}
what is the {thing} of {thing}
what does {thing} mean
how do you spell {thing}
tell me how {thing} the {thing} is
i am so {thing} about the {thing}
i want to {thing} the {thing} {time}
do you like {thing}
the {thing} {thing} is {thing}
find the nearest {thing}
find me a {thing} with good {thing}
find a {thing} called {work}
order {thing} and {thing} from the {thing}
order me some {thing} {thing}
set the {thing} in the {thing} to {thing}
change the {thing} to {thing} and {thing}
make the {thing} {thing}
move the {thing} to {time}
cancel my {thing} {thing} {time}
show all {thing} in my {thing}
list my {thing} {thing}
what {thing} do i have {time}
what is happening at the {thing} {time}
post to {thing} that i am {thing}
tweet {thing} to {thing}
search for {thing} {thing}
look up the {thing} for {thing}
read {work} from where i stopped
resume {work}
next {thing} of {work}
start playing {work}
save this {thing} to {thing}
skip this {thing}
is there something new from {name}
i must see {name} {time}
i need to talk to {name} about the {thing}
i promised {name} to bring the {thing}
when did {name} last write
how is {name} doing
thank {name} for the {thing}
{name} and {name} are coming over {time}
we are going to visit {name} {time}
bring {name} to the {thing} {time}
when does {name} arrive
when is {name} coming
i want to write to {name}
write to {name} {name}
has {name} called back
has {name} read my message
a small {thing} with a {thing} of {thing} please
a large {thing} with {thing} and {thing} please
can i get a medium {thing} with some {thing} and a bit of {thing}
make me a {thing} {thing} with a lot of {thing}
i would like some {thing} {thing} with a pinch of {thing}
i have something for {name}
this is for {name}
a letter from {name} {name}
keep a seat for {name}
i am going over to {name} {name} {time}
i saw {name} {time}
we visited {name} {name} in {place}
what does {name} want
what did {name} {name} tell me
can {name} {name} come {time}
wake {name} up {time}
pick up {name} {name} {time}
put {name} {name} down for the {thing}
put {name} on the {thing}
how old is {name}
{name} {name} called {time}
{name} said that the {thing} is {thing}
i own a {thing} in {place}
meet me in {place} {place}
we are going to {place} {time}
we stay in {place} until {time}
i work in {place}
a hotel in {place} near {place}
restaurants in {place}
events in {place} {time}
what is going on in {place}
{thing} {number}
my {thing} is {number}
the {thing} number is {number}
{thing} my {thing} to {number}
call me on {number}
call {number} {thing}
the {thing} with the {thing} {number} is {thing}
note {number} as my {thing}
pay with {thing} {number}
the {thing} starts with {number} and ends with {number}
we are at {thing} {number}
in {number} minutes {thing} the {thing}
set the {thing} to {number}
{thing} {number} and {number}
put {thing} and {thing} on the list
put {thing} on the list
{thing} the {thing}
{thing} the {thing} in the {thing} {time}
the {thing} was {thing} {time}
the {thing} has {thing}
i forgot the {thing}
where is the nearest {thing} {thing}
when does {thing} {thing} {thing} begin
turn on {thing} mode
change the {thing} in the {thing}
speak {thing}
how do you say {thing} in {thing}
let {name} {name} know about the {thing}
let {name} know about {thing}
let {name} in when she comes
tell me what {name} wrote
tell me what {name} {name} said about the {thing}
what has {name} {name} written
what did {name} ask for
read me what {name} {name} sent
put {name} {name} on the list
put {name} on the guest list
the {thing} is for {name}
the {thing} is for {name} {name}
the {thing} came from {name} {name}
this {thing} belongs to {name} {name}
i borrowed the {thing} from {name}
i owe {name} {name} some money
pay {name} {name} for the {thing}
send {name} {name} the {thing}
show {name} {name} the {thing}
lend {name} the {thing}
take {name} to the {thing} {time}
drive {name} {name} home {time}
collect {name} from the {thing}
visit {name} {name} {time}
congratulate {name} {name} on the {thing}
apologise to {name} for the {thing}
say sorry to {name} {name}
i am waiting for {name} {name}
i had lunch with {name} {name}
the {thing} with {name} {name} is {time}
cancel the {thing} with {name} {name}
move my {thing} with {name} to {time}
who is {name} {name} from work
where does {name} {name} live
do you know when {name} {name} is back
has {name} {name} arrived
did {name} {name} pay the {thing}
did {name} get the {thing}
is {name} {name} coming {time}
was {name} at the {thing}
{name} {name} left a message
{name} {name} needs the {thing}
{name} forgot the {thing}
{name} has a {thing} {time}
make {name} a {thing}
bake a cake for {name} {name}
order flowers for {name} {name}
write {name} {name} a card
read {name} a story
wake {name} {name} at seven
unlock the door for {name} {name}
turn off the light in {name}'s bedroom
share my {thing} with {name} {name}
share the {thing} with {name}
save this as {name} {name}
the doctor is called {name} {name}
our neighbour {name} {name} has the {thing}
my colleague {name} sent the {thing}
ask my {relation} {name} about the {thing}
tell my {relation} {name} {name} i said hello
drive me to the city of {place}
a hotel in the town of {place}
the village of {place} is near {place}
lunch with {name}'s {thing} {time}
a {thing} with {name}'s {thing}
how is {name}'s {thing}
{name}'s {thing} is {thing}
where is {name}'s {thing}
has {name} replied
has {name} replied yet
has {name} answered my {thing} yet
did {name} reply
please could you {thing} the {thing}
could you please tell me when the {thing} is
"""),
    openings=("", "", "", "", "", "please", "hey", "can you", "could you please", "i want you to", "okay", "um", "so"),
    closings=("", "", "", "", "", "", "please", "thanks", "now", "right now", "if you can", "okay"),
    times=lines("""
tomorrow
today
tonight
on monday
next friday
this evening
at five
at seven thirty
tomorrow at ten am
in twenty minutes
on the third of may
at noon
this weekend
next week at four pm
for saturday
every day at six
"""),
    syllables="a al am an ar be bri ca che da de di do e el ev fa fe ga gi ha he i is ja jo ka ke ki la le li lo"
    " ma me mi na ne ni o"
    " pa pe pri qua ra re ro ru sa se sha si so ta te ti to u va ve vi wa we xa ya yu za zo\n"
    " bri ca da de la le li lo ma mi na ne ni ra re ri ro sa si ta ti to va ve vi za ll nn sh\n"
    "a ah an ar as bert by cia da den der dy el en er ette ey ia ie in is ka la ley lia lin lo ly man mar mund"
    " na nah nie o ra rick"
    " ro s sey son ta tha ton tte us ver vi vin wyn y",
    place_endings=(
        "ton",
        "ham",
        "ford",
        "ville",
        "burg",
        "field",
        "port",
        "bury",
        "dale",
        "wood",
        "stead",
        "mouth",
        "shire",
        "land",
    ),
    word_endings=(
        "",
        "s",
        "ing",
        "ed",
        "er",
        "tion",
        "ment",
        "ly",
        "ness",
        "able",
        "al",
        "ic",
        "ive",
        "ous",
        "y",
        "et",
        "le",
        "ch",
        "p",
        "t",
        "d",
        "k",
    ),
)
